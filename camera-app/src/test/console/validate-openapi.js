// Validates the description of the interfaces on standard input against OpenAPI.
import { Validator } from '@seriousme/openapi-schema-validator';
import { text } from 'node:stream/consumers';

const validator = new Validator();
const { valid, errors } = await validator.validate(JSON.parse(await text(process.stdin)));
process.stdout.write(`${valid} ${validator.version}\n${valid ? '' : JSON.stringify(errors, null, 1)}`);
