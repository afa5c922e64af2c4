using System.Security.Authentication;
using Batch.Contracts.Bus;
using MassTransit;

namespace Batch.Cli.Bus;

/// <summary>How Batch uses RabbitMQ: which queues are what, what must arrive, and what may be lost.</summary>
internal static class RabbitMqBus
{
    /// <summary>Claims and commits are committed in groups, so many at a time are faster than one after the other.</summary>
    private const int Concurrency = 64;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public static void Connect(IRabbitMqBusFactoryConfigurator bus, BusOptions options, string role)
    {
        bus.Host(options.Host, (ushort)options.ActualPort, options.VirtualHost, $"batch {role} on {Environment.MachineName}", host =>
        {
            host.Username(options.Username);
            host.Password(options.ReadPassword());
            host.Heartbeat(Heartbeat);
            host.PublisherConfirmation = true;
            if (options.Tls.Enabled)
            {
                Encrypt(host, options);
            }
        });
        // Named after the user, so that a permission can allow its own and nobody else's.
        bus.OverrideDefaultBusEndpointQueueName($"{options.Username}-bus-{NewId.NextGuid():n}");
        bus.ConfigureSend(pipe => pipe.UseExecute(Address));
    }

    /// <summary>What the broker is told of a queue. Receivers say all of it, senders nothing: see <see cref="Endpoints.AddressOf"/>.</summary>
    public static void Declare(string queue, IReceiveEndpointConfigurator endpoint, BusOptions options)
    {
        // Everything is sent to a queue by name and said again by who needs it: no exchange for each type, no queues of errors.
        endpoint.ConfigureConsumeTopology = false;
        endpoint.PublishFaults = false;
        endpoint.DiscardFaultedMessages();
        endpoint.DiscardSkippedMessages();
        endpoint.PrefetchCount = Concurrency;
        endpoint.ConcurrentMessageLimit = Concurrency;
        if (endpoint is not IRabbitMqReceiveEndpointConfigurator rabbit)
        {
            return;
        }

        if (Endpoints.IsDurable(queue))
        {
            rabbit.SetQuorumQueue(options.QueueReplicas);
        }
        else
        {
            rabbit.Durable = false;
        }
    }

    /// <summary>
    /// A message for one of our queues comes back where there is no such queue, instead of being lost in silence. Answers may be lost:
    /// who asked may be gone.
    /// </summary>
    private static void Address(SendContext context)
    {
        if (context.TryGetPayload<RabbitMqSendContext>(out var message))
        {
            message.Mandatory = Endpoints.IsQueue(message.Exchange);
            message.Durable = Endpoints.IsQueue(message.Exchange) && Endpoints.IsDurable(message.Exchange);
        }
    }

    private static void Encrypt(IRabbitMqHostConfigurator host, BusOptions options) => host.UseSsl(tls =>
    {
        tls.ServerName = options.Tls.ServerName ?? options.Host;
        // The newest that both sides know.
        tls.Protocol = SslProtocols.None;
        tls.Certificate = BrokerCertificates.Client(options.Tls);
        tls.CertificateValidationCallback = BrokerCertificates.Check(options.Tls);
    });
}
