using System.Net.Security;
using RabbitMQ.Client;

namespace Batch.Cli.Bus;

/// <summary>A connection of its own to the broker, beside the bus: to see whether it is there.</summary>
internal static class BrokerConnection
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public static Task<IConnection> OpenAsync(BusOptions options, CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory
        {
            HostName = options.Host,
            Port = options.ActualPort,
            VirtualHost = options.VirtualHost,
            UserName = options.Username,
            Password = options.ReadPassword(),
            AutomaticRecoveryEnabled = false,
            RequestedConnectionTimeout = Limit,
            ContinuationTimeout = Limit,
            ClientProvidedName = $"batch probe on {Environment.MachineName}",
        };
        if (options.Tls.Enabled)
        {
            factory.Ssl = new SslOption(options.Tls.ServerName ?? options.Host, enabled: true)
            {
                Certs = BrokerCertificates.Client(options.Tls) is { } certificate ? [certificate] : [],
                CertificateValidationCallback = BrokerCertificates.Check(options.Tls),
                AcceptablePolicyErrors = SslPolicyErrors.None,
            };
        }

        return factory.CreateConnectionAsync(cancellationToken);
    }

    /// <summary>Whether it lets this process in now.</summary>
    public static async Task<bool> CanBeHadAsync(BusOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenAsync(options, cancellationToken);
            return true;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
