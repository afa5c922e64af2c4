namespace Batch.Contracts.Costs;

/// <param name="DeviceSeconds">Device time that the job pays: its attempts, whatever their cause.</param>
/// <param name="Cost">The same as money.</param>
public sealed record CostTotal(double DeviceSeconds, Money Cost);
