using Batch.Coordinator;
using Batch.Coordinator.Bus;
using Batch.Worker;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Batch.Cli.Bus;

/// <summary>The bus of a process, whatever its role and its transport.</summary>
internal static class BusRegistration
{
    /// <summary>A worker that stops still says what became of its attempts.</summary>
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    /// <summary>A process that answers workers, and may hold some.</summary>
    public static IServiceCollection AddCoordinatorBus(this IServiceCollection services, BusOptions options) =>
        services.AddBus(options, "coordinator", bus => bus.AddCoordinatorConsumers());

    /// <summary>A process that holds workers only.</summary>
    public static IServiceCollection AddWorkerBus(this IServiceCollection services, BusOptions options) =>
        services.AddBus(options, "worker", _ => { });

    private static IServiceCollection AddBus(
        this IServiceCollection services, BusOptions options, string role, Action<IBusRegistrationConfigurator> consumers)
    {
        services.AddSingleton(options);
        services.AddSingleton<ProcessEnd>();
        services.AddOptions<MassTransitHostOptions>().Configure(host => host.StopTimeout = StopLimit);
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            consumers(bus);
            if (options.Transport is BusTransport.RabbitMq)
            {
                // An answer to a queue that is gone would close the channel of the endpoint that gives it, and RabbitMQ.Client 7.1 does not
                // bring that back. An answer by direct reply-to is dropped instead.
                bus.SetRabbitMqReplyToRequestClientFactory();
                bus.AddConfigureEndpointsCallback((_, queue, endpoint) => RabbitMqBus.Declare(queue, endpoint, options));
                bus.UsingRabbitMq((context, transport) =>
                {
                    RabbitMqBus.Connect(transport, options, role);
                    Observe(transport, context);
                    transport.ConfigureEndpoints(context);
                    transport.ReceiveBatchHints(context, (queue, endpoint) => RabbitMqBus.Declare(queue, endpoint, options));
                });
            }
            else
            {
                bus.UsingInMemory((context, transport) =>
                {
                    Observe(transport, context);
                    transport.ConfigureEndpoints(context);
                    transport.ReceiveBatchHints(context);
                });
            }
        });
        return options.Transport is BusTransport.RabbitMq ? services.AddHostedService<BusWatchdog>() : services;
    }

    private static void Observe(IBusFactoryConfigurator transport, IRegistrationContext context)
    {
        if (context.GetService<DeliveryFaults>() is { } faults)
        {
            transport.ConnectSendObserver(faults);
            transport.ConnectReceiveObserver(faults);
        }
    }
}
