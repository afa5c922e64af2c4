using Batch.Core.Metering;

namespace Batch.Core.Leases;

/// <summary>An atomic reading of a session's meter. Idle, cold start and its attempts add up to <c>At x devices</c>.</summary>
/// <param name="Sequence">Rises with every cut.</param>
/// <param name="At">Uptime.</param>
/// <param name="Idle">Cumulative.</param>
/// <param name="ColdStart">Cumulative.</param>
public sealed record SessionCut(long Sequence, DeviceTime At, DeviceTime Idle, DeviceTime ColdStart);
