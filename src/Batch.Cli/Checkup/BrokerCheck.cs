using System.Security.Authentication;
using Batch.Cli.Bus;
using Batch.Contracts.Bus;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Batch.Cli.Checkup;

/// <summary>Whether the broker lets this machine in, and whether somebody listens to the coordinator's queues.</summary>
internal static class BrokerCheck
{
    public static async Task<IReadOnlyList<CheckResult>> RunAsync(BusOptions options, CancellationToken cancellationToken)
    {
        if (options.Transport is BusTransport.Memory)
        {
            return [CheckResult.Good("broker", "none needed: the bus is that of one process")];
        }

        var problems = BusSettings.Problems(options);
        if (problems.Count > 0)
        {
            return [CheckResult.Missing("broker", string.Join("; ", problems), "correct it in appsettings.json or in the environment")];
        }

        try
        {
            await using var connection = await BrokerConnection.OpenAsync(options, cancellationToken);
            return [CheckResult.Good("broker", $"{options.Address} lets {options.Username} in"), await QueueAsync(connection, cancellationToken)];
        }
        catch (BrokerUnreachableException failure) when (failure.GetBaseException() is AuthenticationFailureException)
        {
            return [CheckResult.Missing("broker", $"{options.Address} refuses {options.Username}", "correct Batch:Bus:Username and its password")];
        }
        catch (BrokerUnreachableException failure) when (failure.GetBaseException() is AuthenticationException)
        {
            return [CheckResult.Missing("broker", $"{options.Address} shows a certificate that is not trusted{Untrusted(options)}", "correct Batch:Bus:Tls:AuthorityFile and ServerName")];
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return
            [
                CheckResult.Missing(
                    "broker", $"{options.Address} does not answer ({failure.GetBaseException().Message})", "start it, or correct Batch:Bus:Host, Port, VirtualHost and Tls"),
            ];
        }
    }

    private static string Untrusted(BusOptions options) =>
        $" ({(options.Tls.AuthorityFile is { } file ? $"not signed by '{file}'" : "by this machine's authorities")}, or not one for {options.Tls.ServerName ?? options.Host})";

    /// <summary>Claims are what every worker waits for.</summary>
    private static async Task<CheckResult> QueueAsync(IConnection connection, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            var queue = await channel.QueueDeclarePassiveAsync(Endpoints.CoordinatorClaims, cancellationToken);
            return queue.ConsumerCount == 0
                ? CheckResult.Note("bus", $"nobody answers claims; {queue.MessageCount} wait", "start a coordinator: 'batch coordinator run'")
                : CheckResult.Good("bus", $"{queue.ConsumerCount} coordinators answer claims, {queue.MessageCount} wait");
        }
        catch (OperationInterruptedException failure)
        {
            return failure.ShutdownReason?.ReplyCode == 404
                ? CheckResult.Note("bus", "no coordinator has ever been here", "start one: 'batch coordinator run'")
                : CheckResult.Note("bus", $"the queues may not be looked at ({failure.ShutdownReason?.ReplyText})", "run the doctor where the coordinator runs");
        }
    }
}
