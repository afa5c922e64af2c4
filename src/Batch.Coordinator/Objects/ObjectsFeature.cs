using Batch.Coordinator.Home;
using Microsoft.Extensions.DependencyInjection;

namespace Batch.Coordinator.Objects;

internal static class ObjectsFeature
{
    /// <summary>Objects, and the key that signs links to them, below the home.</summary>
    public static IServiceCollection AddObjects(this IServiceCollection services)
    {
        services.AddSingleton<IObjectStore>(provider => new LocalObjectStore(provider.GetRequiredService<BatchHome>().Objects));
        services.AddSingleton(provider => SigningKey.Load(provider.GetRequiredService<BatchHome>().Folder));
        services.AddSingleton<CoordinatorAddress>();
        services.AddSingleton<SignedUrls>();
        return services;
    }
}
