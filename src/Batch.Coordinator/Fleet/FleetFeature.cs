using Microsoft.Extensions.DependencyInjection;

namespace Batch.Coordinator.Fleet;

internal static class FleetFeature
{
    public static IServiceCollection AddFleet(this IServiceCollection services) => services.AddSingleton<WorkerDrain>();
}
