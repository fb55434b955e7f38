/**
 * What a schema consists of, as queries of the catalogue. Each answers the text of one object a row, in an
 * order that does not depend on how or when the object was made.
 */
const IN_SCHEMA = `relnamespace = 'public'::regnamespace`;

/** An index or a table that belongs to an extension comes with it. */
const NOT_OF_EXTENSION = (catalogue: string, oid: string) =>
  `NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = '${catalogue}'::regclass AND d.objid = ${oid} AND d.deptype = 'e')`;

export const EXTENSIONS = `
  SELECT format('CREATE EXTENSION %I;', extname) FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY extname`;

export const ENUMS = `
  SELECT format('CREATE TYPE %I AS ENUM (%s);', t.typname,
    (SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)
     FROM pg_enum e WHERE e.enumtypid = t.oid))
  FROM pg_type t
  WHERE t.typtype = 'e' AND t.typnamespace = 'public'::regnamespace AND ${NOT_OF_EXTENSION('pg_type', 't.oid')}
  ORDER BY t.typname`;

export const FUNCTIONS = `
  SELECT pg_get_functiondef(p.oid) || ';'
  FROM pg_proc p
  WHERE p.pronamespace = 'public'::regnamespace AND p.prokind IN ('f', 'p') AND ${NOT_OF_EXTENSION('pg_proc', 'p.oid')}
  ORDER BY p.proname, pg_get_function_identity_arguments(p.oid)`;

/** Those of identity columns and of serial ones are part of their table. */
export const SEQUENCES = `
  SELECT format('CREATE SEQUENCE %I AS %s INCREMENT %s MINVALUE %s MAXVALUE %s START %s CACHE %s%s;', c.relname,
    format_type(s.seqtypid, NULL), s.seqincrement, s.seqmin, s.seqmax, s.seqstart, s.seqcache,
    CASE WHEN s.seqcycle THEN ' CYCLE' ELSE '' END)
  FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid
  WHERE c.${IN_SCHEMA}
    AND NOT EXISTS (SELECT FROM pg_depend d
      WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i', 'e'))
  ORDER BY c.relname`;

const COLUMN = `
  format('  %I %s', a.attname, format_type(a.atttypid, a.atttypmod))
  || CASE WHEN a.attcollation <> t.typcollation THEN format(' COLLATE %I', o.collname) ELSE '' END
  || CASE
    WHEN a.attgenerated = 's' THEN format(' GENERATED ALWAYS AS (%s) STORED', pg_get_expr(f.adbin, f.adrelid))
    WHEN a.attidentity <> '' THEN format(' GENERATED %s AS IDENTITY (START %s INCREMENT %s)',
      CASE a.attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END, s.seqstart, s.seqincrement)
    WHEN f.oid IS NOT NULL THEN ' DEFAULT ' || pg_get_expr(f.adbin, f.adrelid)
    ELSE ''
  END
  || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END`;

/** Foreign keys come after all tables: two tables may refer to each other. */
export const TABLES = `
  SELECT format(E'CREATE TABLE %I (\\n%s\\n)%s;', c.relname, concat_ws(E',\\n',
    (SELECT string_agg(${COLUMN}, E',\\n' ORDER BY a.attnum)
     FROM pg_attribute a
       JOIN pg_type t ON t.oid = a.atttypid
       LEFT JOIN pg_collation o ON o.oid = a.attcollation
       LEFT JOIN pg_attrdef f ON f.adrelid = a.attrelid AND f.adnum = a.attnum
       LEFT JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = a.attrelid
         AND d.refobjsubid = a.attnum AND d.classid = 'pg_class'::regclass AND d.deptype = 'i'
       LEFT JOIN pg_sequence s ON s.seqrelid = d.objid
     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
    (SELECT string_agg(format('  CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)), E',\\n'
       ORDER BY k.contype = 'p' DESC, k.conname)
     FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype IN ('p', 'u', 'c', 'x'))),
    CASE WHEN c.reloptions IS NOT NULL THEN format(' WITH (%s)', array_to_string(c.reloptions, ', ')) ELSE '' END)
  FROM pg_class c
  WHERE c.${IN_SCHEMA} AND c.relkind = 'r' AND ${NOT_OF_EXTENSION('pg_class', 'c.oid')}
  ORDER BY c.relname`;

export const FOREIGN_KEYS = `
  SELECT format('ALTER TABLE %I ADD CONSTRAINT %I %s;', c.relname, k.conname, pg_get_constraintdef(k.oid))
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
  WHERE c.${IN_SCHEMA} AND k.contype = 'f'
  ORDER BY c.relname, k.conname`;

export const INDEXES = `
  SELECT replace(pg_get_indexdef(i.indexrelid), ' ON public.', ' ON ') || ';'
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
  WHERE c.${IN_SCHEMA} AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype <> 'f')
  ORDER BY t.relname, c.relname`;

export const VIEWS = `
  SELECT format(E'CREATE VIEW %I AS\\n%s', c.relname, pg_get_viewdef(c.oid))
  FROM pg_class c
  WHERE c.${IN_SCHEMA} AND c.relkind = 'v' AND ${NOT_OF_EXTENSION('pg_class', 'c.oid')}
  ORDER BY c.oid`;

export const TRIGGERS = `
  SELECT replace(pg_get_triggerdef(g.oid), ' ON public.', ' ON ') || ';'
    || CASE g.tgenabled
      WHEN 'A' THEN format(E'\\nALTER TABLE %I ENABLE ALWAYS TRIGGER %I;', c.relname, g.tgname)
      ELSE ''
    END
  FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid
  WHERE c.${IN_SCHEMA} AND NOT g.tgisinternal
  ORDER BY c.relname, g.tgname`;

export const COMMENTS = `
  SELECT CASE d.objsubid
    WHEN 0 THEN format('COMMENT ON TABLE %I IS %L;', c.relname, d.description)
    ELSE format('COMMENT ON COLUMN %I.%I IS %L;', c.relname, a.attname, d.description)
  END
  FROM pg_description d
    JOIN pg_class c ON c.oid = d.objoid AND c.relkind = 'r' AND c.${IN_SCHEMA}
    LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.objsubid
  WHERE d.classoid = 'pg_class'::regclass
  ORDER BY c.relname, d.objsubid`;

/** Everything above says nothing about. A dump that left it out would look complete. */
export const UNKNOWN_OBJECTS = `
  SELECT format('%s (%s)', relname, CASE relkind
    WHEN 'm' THEN 'materialized view' WHEN 'p' THEN 'partitioned table' WHEN 'f' THEN 'foreign table'
    WHEN 'c' THEN 'composite type' ELSE 'another relation' END)
  FROM pg_class WHERE ${IN_SCHEMA} AND relkind NOT IN ('r', 'i', 'S', 'v', 't')
  UNION ALL
  SELECT format('%s (%s)', t.typname, CASE t.typtype WHEN 'd' THEN 'domain' ELSE 'range type' END)
  FROM pg_type t
  WHERE t.typnamespace = 'public'::regnamespace AND t.typtype IN ('d', 'r') AND ${NOT_OF_EXTENSION('pg_type', 't.oid')}
  UNION ALL
  SELECT format('%s (aggregate or window function)', p.proname)
  FROM pg_proc p
  WHERE p.pronamespace = 'public'::regnamespace AND p.prokind IN ('a', 'w') AND ${NOT_OF_EXTENSION('pg_proc', 'p.oid')}
  UNION ALL
  SELECT format('%s on %s (row security policy)', p.polname, p.polrelid::regclass) FROM pg_policy p
  UNION ALL
  SELECT format('%s (inherits)', inhrelid::regclass) FROM pg_inherits
  UNION ALL
  SELECT format('%s (unlogged table)', relname) FROM pg_class WHERE ${IN_SCHEMA} AND relpersistence <> 'p'
  UNION ALL
  SELECT format('%s (sequence owned by a column that is no identity)', c.relname)
  FROM pg_class c JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid
  WHERE c.${IN_SCHEMA} AND c.relkind = 'S' AND d.deptype = 'a'
  UNION ALL
  SELECT format('%s (disabled trigger)', g.tgname) FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid
  WHERE c.${IN_SCHEMA} AND g.tgenabled IN ('D', 'R')
  UNION ALL
  SELECT format('%s (rule)', r.rulename) FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
  WHERE c.${IN_SCHEMA} AND r.rulename <> '_RETURN'
  ORDER BY 1`;
