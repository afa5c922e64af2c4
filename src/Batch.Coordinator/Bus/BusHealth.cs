using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Batch.Coordinator.Bus;

/// <summary>Whether the bus delivers, as the transport itself sees its connection and its receive endpoints.</summary>
internal sealed class BusHealth(IServiceProvider services)
{
    // Asked for when it is needed: the bus is built late, and a test may have none.
    public bool IsHealthy => services.GetService<IBusControl>()?.CheckHealth().Status is null or BusHealthStatus.Healthy;

    /// <summary>What is wrong, an entry for each receive endpoint.</summary>
    public IReadOnlyList<string> Problems() => services.GetService<IBusControl>()?.CheckHealth() is { Status: not BusHealthStatus.Healthy } ill
        ? [ill.Description, .. ill.Endpoints.Where(e => e.Value.Status is not BusHealthStatus.Healthy).Select(e => $"{e.Key}: {e.Value.Description}")]
        : [];
}
