using System.Diagnostics;
using Batch.Halt;

/// <summary>Where the runtime begins, before the product's own Main: see <see cref="HaltOrder"/>. The name is the runtime's.</summary>
#pragma warning disable CA1050 // The runtime looks for it outside of any namespace.
public static class StartupHook
#pragma warning restore CA1050
{
    public static void Initialize()
    {
        if (HaltOrder.OfThisProcess() is { } order)
        {
            DiagnosticListener.AllListeners.Subscribe(new Listeners(order));
            ActivitySource.AddActivityListener(MessageSteps.Listener(order));
        }
    }
}
