using System.Diagnostics;

namespace Batch.Halt;

/// <summary>Subscribes to what the database's and the HTTP client's libraries say of themselves.</summary>
internal sealed class Listeners(HaltOrder order) : IObserver<DiagnosticListener>
{
    public void OnNext(DiagnosticListener value)
    {
        switch (value.Name)
        {
            case "Microsoft.EntityFrameworkCore":
                value.Subscribe(new DatabaseSteps(order));
                break;
            case "HttpHandlerDiagnosticListener":
                value.Subscribe(new HttpSteps(order));
                break;
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
