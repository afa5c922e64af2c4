using Microsoft.Extensions.DependencyInjection;

namespace Batch.Coordinator.Publication;

internal static class PublicationFeature
{
    public static IServiceCollection AddPublication(this IServiceCollection services)
    {
        services.AddOptions<OutputOptions>()
            .BindConfiguration(OutputOptions.Section)
            .Validate(o => o.Roots.All(Path.IsPathFullyQualified), "Batch:Outputs:Roots: every root is an absolute path.")
            .ValidateOnStart();
        services.AddSingleton<Publisher>();
        services.AddSingleton<PublicationLoop>();
        services.AddHostedService(p => p.GetRequiredService<PublicationLoop>());
        return services;
    }
}
