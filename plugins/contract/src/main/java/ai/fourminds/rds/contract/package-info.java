/**
 * The contract of every engine plugin, as tests on real servers behind the local RDS. A plugin's own tests extend
 * {@link ai.fourminds.rds.contract.EnginePluginContract}.
 */
@NullMarked
package ai.fourminds.rds.contract;

import org.jspecify.annotations.NullMarked;
