using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Batch.Coordinator.Home;

internal static class HomeFeature
{
    /// <summary>First of all: the home is taken before any other hosted service starts.</summary>
    public static IServiceCollection AddHome(this IServiceCollection services, IConfiguration configuration, WorkersLive workers)
    {
        services.AddOptions<CoordinatorOptions>()
            .Bind(configuration.GetSection(CoordinatorOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<BatchHome>();
        services.AddHostedService<StartUp>();
        if (workers is WorkersLive.InItsProcess)
        {
            services.AddSingleton<SessionsOfBefore>();
        }

        return services;
    }
}
