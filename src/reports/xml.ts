import XMLBuilder from 'fast-xml-builder';

/** XML out of objects: a property whose name begins with `@` is an attribute. */
export const xml = new XMLBuilder({
  ignoreAttributes: false, attributeNamePrefix: '@', suppressBooleanAttributes: false, suppressEmptyNode: true, format: true,
});
