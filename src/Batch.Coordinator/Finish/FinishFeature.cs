using Microsoft.Extensions.DependencyInjection;

namespace Batch.Coordinator.Finish;

internal static class FinishFeature
{
    public static IServiceCollection AddFinish(this IServiceCollection services)
    {
        services.AddSingleton<ManifestEntries>();
        services.AddSingleton<ManifestFile>();
        services.AddSingleton<SummaryFile>();
        services.AddSingleton<CancellationLoop>();
        services.AddHostedService(p => p.GetRequiredService<CancellationLoop>());
        services.AddSingleton<FinishLoop>();
        services.AddHostedService(p => p.GetRequiredService<FinishLoop>());
        return services;
    }
}
