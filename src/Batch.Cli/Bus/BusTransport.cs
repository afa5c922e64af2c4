namespace Batch.Cli.Bus;

/// <summary>What carries messages between coordinator and workers.</summary>
internal enum BusTransport
{
    /// <summary>Inside one process.</summary>
    Memory,

    /// <summary>A RabbitMQ broker, between processes and machines.</summary>
    RabbitMq,
}
