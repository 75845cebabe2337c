import { parseXml, type XmlDocument, XmlElement } from '@rgrove/parse-xml'

/** Well-formed XML, or the parser throws. */
export const rootOf = (text: string): XmlElement => {
  const document: XmlDocument = parseXml(text)
  if (document.root === null) throw new RangeError('no root')
  return document.root
}

export const childrenOf = (element: XmlElement, name: string): readonly XmlElement[] =>
  element.children.filter(one => one instanceof XmlElement && one.name === name) as XmlElement[]

/** The text of the one child with a name. */
export const textOf = (element: XmlElement, name: string): string => {
  const found = childrenOf(element, name)
  if (found.length !== 1) throw new RangeError(`${found.length} of ${name} in ${element.name}`)
  return found[0]!.text
}
