using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Batch.Coordinator.Home;

internal static class HomeFeature
{
    public static IServiceCollection AddHome(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CoordinatorOptions>()
            .Bind(configuration.GetSection(CoordinatorOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<CoordinatorOptions>, CoordinatorOptionsCheck>();
        services.AddSingleton<BatchHome>();
        return services;
    }

    public static IServiceCollection AddStartUp(this IServiceCollection services, WorkersLive workers)
    {
        services.AddHostedService<StartUp>();
        if (workers is WorkersLive.InItsProcess)
        {
            services.AddSingleton<SessionsOfBefore>();
        }

        return services;
    }
}
