import { IsInt, Max, Min, ValidateBy } from 'class-validator';
import { Optional, QueryInteger } from '../validation/decorators.js';
import { schemaOf } from './schema-of.js';

it('keeps an integer an integer, in whatever order its rules are written', () => {
  class Counts {
    @IsInt()
    @Min(1)
    @Max(9)
    first!: number;

    @Min(1)
    @Max(9)
    @IsInt()
    second!: number;

    @QueryInteger({ min: 1, max: 9 })
    third!: number;
  }
  const integer = { type: 'integer', minimum: 1, maximum: 9 };
  expect(schemaOf(Counts).properties).toEqual({ first: integer, second: integer, third: integer });
});

it('has the members of the class it extends', () => {
  class Base {
    @Optional()
    @IsInt()
    inherited?: number;
  }
  class Derived extends Base {
    @IsInt()
    own!: number;
  }
  expect(schemaOf(Derived)).toEqual({
    type: 'object',
    properties: { own: { type: 'integer' }, inherited: { type: 'integer' } },
    required: ['own'],
    additionalProperties: false,
  });
});

it('refuses a class that describes nothing', () => {
  class Empty {
    undecorated = 1;
  }
  expect(() => schemaOf(Empty)).toThrow('Empty has no member with a validator.');
});

it('refuses a validator that says nothing for the document', () => {
  class Odd {
    @ValidateBy({ name: 'even', validator: () => true })
    count!: number;
  }
  expect(() => schemaOf(Odd)).toThrow('The validator even of count says nothing for the document.');
});
