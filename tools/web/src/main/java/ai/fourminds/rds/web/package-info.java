/** The import wizard as a page in the browser, and as an HTTP API. Public is what its templates and ServiceLoader name. */
@NullMarked
package ai.fourminds.rds.web;

import org.jspecify.annotations.NullMarked;
