using Batch.Contracts.Bus;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Batch.Coordinator.Bus;

/// <summary>How the bus does, as this coordinator sees it.</summary>
internal static class BusStateFeature
{
    public static IServiceCollection AddBusState(this IServiceCollection services)
    {
        services.AddSingleton(provider => new BusHealth(() => provider.GetService<IBusControl>()?.CheckHealth()));
        services.AddSingleton<DeliveryFaults>();
        return services;
    }

    public static void MapBusState(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/bus", Get)
            .WithName("GetBus").WithSummary("Whether the bus delivers, and what it did not").WithTags("Health")
            .ProducesProblem(StatusCodes.Status401Unauthorized);

    private static Ok<BusView> Get(BusHealth health, DeliveryFaults faults)
    {
        var last = faults.Last;
        return TypedResults.Ok(new BusView
        {
            Healthy = health.IsHealthy,
            Problems = health.Problems(),
            Unsent = faults.Unsent,
            Faulted = faults.Faulted,
            LastFault = last?.Text,
            LastFaultAt = last?.At,
        });
    }
}
