using Batch.Contracts.Metering;

namespace Batch.Contracts.Costs;

public sealed record CauseTotal(Cause Cause, double DeviceSeconds, Money Cost);
