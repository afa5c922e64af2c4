using Microsoft.Extensions.DependencyInjection;

namespace Batch.Coordinator.Workers;

internal static class WorkersFeature
{
    public static IServiceCollection AddWorkers(this IServiceCollection services) => services.AddSingleton<WorkerDrain>();
}
