using Batch.Coordinator.Enumeration.Manifests;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Batch.Coordinator.Enumeration;

internal static class EnumerationFeature
{
    public static IServiceCollection AddEnumeration(this IServiceCollection services)
    {
        services.AddOptions<SourceOptions>()
            .BindConfiguration(SourceOptions.Section)
            .Validate(o => o.Roots.All(Path.IsPathFullyQualified), "Batch:Sources:Roots: every root is an absolute path.")
            .ValidateOnStart();
        services.AddSingleton<SourceReader>();
        services.AddSingleton<SourceManifests>();
        services.AddSingleton<JobSources>();
        services.AddSingleton<SourceListing>();
        services.AddSingleton<ItemOpening>();
        services.AddSingleton<EnumerationLoop>();
        services.AddHostedService(p => p.GetRequiredService<EnumerationLoop>());
        return services;
    }
}
