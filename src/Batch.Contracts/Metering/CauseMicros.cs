namespace Batch.Contracts.Metering;

/// <summary>Device time of one cause.</summary>
/// <param name="Cause">Why it was spent.</param>
/// <param name="Micros">Microseconds of device time, cumulative since the attempt or session began; never negative.</param>
public sealed record CauseMicros(Cause Cause, long Micros);
