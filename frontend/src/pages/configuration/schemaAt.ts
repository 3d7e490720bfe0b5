/** As much of JSON Schema as the document's schema uses. */
export type Schema = {
  $ref?: string
  $defs?: Record<string, Schema>
  type?: string | string[]
  enum?: unknown[]
  default?: unknown
  description?: string
  properties?: Record<string, Schema>
  additionalProperties?: boolean | Schema
  items?: Schema
  minimum?: number
  maximum?: number
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
}

/** The schemas that a value at a path may have to meet; none where the schema says nothing. */
export function schemasAt(root: Schema, path: readonly (string | number)[]): Schema[] {
  let found = opened(root, root)
  for (const step of path) {
    found = found
      .flatMap((schema) => {
        if (typeof step === 'number') {
          return schema.items ? [schema.items] : []
        }
        const named = schema.properties?.[step]
        const other = typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : []
        return named ? [named] : other
      })
      .flatMap((schema) => opened(root, schema))
  }
  return found
}

/** The members that an object at a path may have, each with its schema. */
export function membersAt(root: Schema, path: readonly (string | number)[]): [string, Schema][] {
  return schemasAt(root, path).flatMap((schema) =>
    Object.entries(schema.properties ?? {}).map(([name, member]): [string, Schema] => [name, opened(root, member)[0] ?? member]),
  )
}

/** What may stand at a path, as JSON text: the values of an enumeration, true and false, the default. */
export function valuesAt(root: Schema, path: readonly (string | number)[]): string[] {
  const values = schemasAt(root, path).flatMap((schema) => [
    ...(schema.enum ?? []),
    ...(types(schema).includes('boolean') ? [true, false] : []),
    ...(schema.default !== undefined ? [schema.default] : []),
  ])
  return [...new Set(values.map((each) => JSON.stringify(each)))]
}

function types(schema: Schema): string[] {
  return typeof schema.type === 'string' ? [schema.type] : (schema.type ?? [])
}

/* References and alternatives opened, their siblings kept. */
function opened(root: Schema, schema: Schema, depth = 0): Schema[] {
  if (depth > 8) {
    return []
  }
  const at = schema.$ref?.match(/^#\/\$defs\/(.+)$/)?.[1]
  const target = at ? root.$defs?.[at] : undefined
  const parts = [...(target ? [target] : []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]
  return [schema, ...parts.flatMap((part) => opened(root, part, depth + 1))].filter((each) => !each.$ref || Object.keys(each).length > 1)
}
