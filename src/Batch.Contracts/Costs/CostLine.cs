using Batch.Contracts.Metering;

namespace Batch.Contracts.Costs;

public sealed record CostLine(string Stage, string Pool, string? Model, Cause Cause, double DeviceSeconds, Money Cost);
