using Batch.Contracts;
using Batch.Coordinator.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Batch.Coordinator.Web;

internal static class WebFeature
{
    public static IServiceCollection AddWeb(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options => WireJson.Apply(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
        services.AddProblemDetails();
        services.AddExceptionHandler<StorageFailures>();
        services.AddOpenApi();
        return services.AddTrustedProxies();
    }

    /// <summary>Before the endpoints: every refusal and every failure is a problem document, without internals.</summary>
    public static IApplicationBuilder UseWeb(this IApplicationBuilder app) =>
        app.UseForwardedHeaders().UseExceptionHandler().UseStatusCodePages().UseAccess();

    public static void MapWeb(this IEndpointRouteBuilder routes)
    {
        routes.MapHealth();
        routes.MapOpenApi();
    }
}
