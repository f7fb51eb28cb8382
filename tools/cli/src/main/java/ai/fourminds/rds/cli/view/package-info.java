/** What people and programs see of instances, databases and tables, and how they search among them. */
@NullMarked
package ai.fourminds.rds.cli.view;

import org.jspecify.annotations.NullMarked;
