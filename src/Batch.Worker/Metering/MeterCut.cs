using Batch.Contracts.Metering;

namespace Batch.Worker.Metering;

/// <summary>
/// The whole meter of a session at one instant. Idle, cold start, the attempts and what was settled before add up to
/// <see cref="AtMicros"/> x devices.
/// </summary>
internal sealed record MeterCut(
    long AtMicros,
    long IdleMicros,
    long ColdStartMicros,
    long SettledMicros,
    IReadOnlyDictionary<string, AttemptMeter> Attempts)
{
    public IReadOnlyList<CauseMicros> Session =>
        [new CauseMicros(Cause.ColdStart, ColdStartMicros), new CauseMicros(Cause.Idle, IdleMicros)];
}
