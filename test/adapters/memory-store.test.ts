import { describe } from 'vitest'
import { memoryStore } from '../../lib/adapters/memory-store.ts'
import { storeContract } from '../contracts/store.contract.ts'

describe('the store in memory', () => storeContract(async () => memoryStore()))
