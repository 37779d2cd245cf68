/** A model as one SELECT, which DuckDB and PostgreSQL score by alike. Internal. */
package io.github.softmax4j.export.sql;
