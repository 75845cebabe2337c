import { describe } from 'vitest'
import { memoryShelf } from '../../lib/adapters/memory-shelf.ts'
import { shelfContract } from '../contracts/shelf.contract.ts'

describe('the shelf in memory', () => shelfContract(async () => memoryShelf()))
