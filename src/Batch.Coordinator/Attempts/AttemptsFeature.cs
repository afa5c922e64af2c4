using Microsoft.Extensions.DependencyInjection;

namespace Batch.Coordinator.Attempts;

internal static class AttemptsFeature
{
    public static IServiceCollection AddAttempts(this IServiceCollection services)
    {
        services.AddSingleton<HandOverToStage>();
        services.AddSingleton<AttemptEnd>();
        services.AddSingleton<PlanReader>();
        services.AddSingleton<Commits>();
        return services;
    }
}
