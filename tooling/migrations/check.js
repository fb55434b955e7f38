import { checkedMigrations } from './checked-migrations.js';
import { refusedForms } from './refused-forms.js';

/**
 * Checks what the migrations of PostgreSQL send for forms that hold up or break a running installation. Prints
 * one line for each and a summary; exits with 1 if there is any.
 */
const migrations = await checkedMigrations();
const findings = await refusedForms(migrations);
for (const { name, rule, message } of findings) process.stdout.write(`${name}: ${rule}: ${message}\n`);
process.stdout.write(`Migrations: ${migrations.length} checked, ${findings.length} refused forms.\n`);
if (findings.length > 0) process.exitCode = 1;
