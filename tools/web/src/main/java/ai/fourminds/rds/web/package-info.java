/** The import wizard as a web page and an HTTP API. Types are public only for the templates and ServiceLoader. */
@NullMarked
package ai.fourminds.rds.web;

import org.jspecify.annotations.NullMarked;
