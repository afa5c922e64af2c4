using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Batch.Coordinator.Leases;

internal static class LeasesFeature
{
    public static IServiceCollection AddLeases(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LeaseOptions>()
            .Bind(configuration.GetSection(LeaseOptions.Section))
            .ValidateDataAnnotations()
            .Validate(o => o.OutlivesLostHeartbeats, LeaseOptions.TooShort)
            .ValidateOnStart();
        services.AddSingleton<SessionEnd>();
        services.AddSingleton<Registrations>();
        services.AddSingleton<GrantBuilder>();
        services.AddSingleton<Claims>();
        services.AddSingleton<Heartbeats>();
        services.AddHostedService<Sweeper>();
        return services;
    }
}
