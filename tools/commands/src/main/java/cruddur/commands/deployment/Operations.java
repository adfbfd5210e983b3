package cruddur.commands.deployment;

import java.util.Optional;

/**
 * What keeps a deployment alive, and tells its operator about problems.
 *
 * @param alarms empty for the local system, which has no alarms
 */
public record Operations(ScheduledFunctions schedules, Optional<AlarmEmail> alarms) {}
