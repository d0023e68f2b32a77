// Asks an endpoint as the documentation of sparql-http-client shows it, and prints what came back as JSON.
// node client.mjs ENDPOINT '{"select": "...", "ask": "...", "construct": "..."}'
import ParsingClient from 'sparql-http-client/ParsingClient.js'

const [endpointUrl, queries] = process.argv.slice(2)
const { select, ask, construct } = JSON.parse(queries)
const client = new ParsingClient({ endpointUrl })

const term = ({ termType, value, language, datatype }) =>
  termType === 'Literal' ? { termType, value, language, datatype: datatype.value } : { termType, value }

const answers = {}
for (const operation of ['get', 'postUrlencoded', 'postDirect']) {
  const rows = await client.query.select(select, { operation })
  const triples = await client.query.construct(construct, { operation })
  answers[operation] = {
    select: rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, term(value)]))),
    ask: await client.query.ask(ask, { operation }),
    construct: [...triples].map(({ subject, predicate, object }) => [subject, predicate, object].map(term)),
  }
}

const refusal = await client.query.select('SELECT * { ?s ?p }').catch(({ message }) => message)
console.log(JSON.stringify({ answers, refusal }))
