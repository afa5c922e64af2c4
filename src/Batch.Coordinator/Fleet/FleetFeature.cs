using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Batch.Coordinator.Fleet;

internal static class FleetFeature
{
    public static IServiceCollection AddFleet(this IServiceCollection services)
    {
        services.AddOptions<FleetOptions>().BindConfiguration(FleetOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<FleetOptions>, FleetOptionsCheck>();
        return services.AddSingleton<WorkerDrain>();
    }
}
