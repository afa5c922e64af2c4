using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Batch.Coordinator.Ahead;

internal static class AheadFeature
{
    public static IServiceCollection AddAhead(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AheadOptions>()
            .Bind(configuration.GetSection(AheadOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<AheadLoop>();
        services.AddHostedService(p => p.GetRequiredService<AheadLoop>());
        return services;
    }
}
