using Microsoft.Extensions.DependencyInjection;

namespace Batch.Coordinator.Collection;

internal static class CollectionFeature
{
    public static IServiceCollection AddCollection(this IServiceCollection services)
    {
        services.AddOptions<CollectionOptions>()
            .BindConfiguration(CollectionOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<Collector>();
        services.AddSingleton<CollectionLoop>();
        services.AddHostedService(p => p.GetRequiredService<CollectionLoop>());
        return services;
    }
}
