using MassTransit;

namespace Batch.Coordinator.Bus;

/// <summary>Whether the bus delivers, as the transport itself sees its connection and its receive endpoints.</summary>
/// <param name="check">Asks the bus, which is built later than this; null where there is none.</param>
internal sealed class BusHealth(Func<BusHealthResult?> check)
{
    public bool IsHealthy => check()?.Status is null or BusHealthStatus.Healthy;

    /// <summary>What is wrong, an entry for each receive endpoint.</summary>
    public IReadOnlyList<string> Problems() => check() is { Status: not BusHealthStatus.Healthy } ill
        ?
        [
            ill.Description,
            .. ill.Endpoints.Where(e => e.Value.Status is not BusHealthStatus.Healthy).Select(e => $"{e.Value.InputAddress.AbsolutePath}: {e.Value.Description}"),
        ]
        : [];
}
