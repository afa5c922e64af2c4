using Microsoft.Extensions.DependencyInjection;

namespace Batch.Coordinator.Jobs;

internal static class JobsFeature
{
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<SourceSpecReader>();
        services.AddSingleton<SpecReader>();
        services.AddSingleton<JobSubmit>();
        services.AddSingleton<JobCancel>();
        services.AddSingleton<JobRetry>();
        services.AddSingleton<JobRelist>();
        services.AddSingleton<JobViews>();
        services.AddSingleton<JobEvents>();
        return services;
    }
}
