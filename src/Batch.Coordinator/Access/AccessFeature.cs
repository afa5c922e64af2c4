using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Batch.Coordinator.Access;

internal static class AccessFeature
{
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddOptions<AccessOptions>()
            .BindConfiguration(AccessOptions.Section)
            .Validate(o => o.ApiKeys.All(k => k.IsValid), "Batch:Access:ApiKeys: every key has a Name and a Sha256 of 64 hex digits.")
            .ValidateOnStart();
        return services;
    }

    public static IApplicationBuilder UseAccess(this IApplicationBuilder app) => app.UseMiddleware<ApiKeyGate>();
}
