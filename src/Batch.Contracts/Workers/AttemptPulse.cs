using Batch.Contracts.Metering;

namespace Batch.Contracts.Workers;

/// <summary>One attempt in a heartbeat.</summary>
/// <param name="AttemptId">The attempt.</param>
/// <param name="Epoch">Its epoch, as granted.</param>
/// <param name="Meter">Cumulative device time by cause.</param>
/// <param name="WorkDone">Work units done so far, for progress.</param>
public sealed record AttemptPulse(string AttemptId, long Epoch, IReadOnlyList<CauseMicros> Meter, long WorkDone);
