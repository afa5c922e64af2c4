using Microsoft.Extensions.DependencyInjection;

namespace Batch.Coordinator.Objects;

internal static class ObjectsFeature
{
    /// <summary>Objects, and the key that signs links to them, below the home.</summary>
    public static IServiceCollection AddObjects(this IServiceCollection services, string home)
    {
        services.AddSingleton<IObjectStore>(_ => new LocalObjectStore(Path.Join(home, "objects")));
        services.AddSingleton(_ => SigningKey.Load(home));
        services.AddSingleton<CoordinatorAddress>();
        services.AddSingleton<SignedUrls>();
        return services;
    }
}
