using Batch.Simulation.Tests.Time;

namespace Batch.Simulation.Tests.Network;

/// <summary>A coordinator as the bus sees it.</summary>
internal interface INode
{
    Host Host { get; }

    /// <summary>Takes a message of the protocol; where it asks for an answer, the answer goes to <paramref name="reply"/>.</summary>
    void Receive(object message, Action<object> reply);
}
