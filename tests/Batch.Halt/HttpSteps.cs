namespace Batch.Halt;

/// <summary>Requests that go out, by method and address: a worker reads and writes objects by them.</summary>
internal sealed class HttpSteps(HaltOrder order) : IObserver<KeyValuePair<string, object?>>
{
    public void OnNext(KeyValuePair<string, object?> value)
    {
        var moment = value.Key switch
        {
            "System.Net.Http.HttpRequestOut.Start" => "before",
            "System.Net.Http.HttpRequestOut.Stop" => "after",
            _ => null,
        };
        if (moment is not null && value.Value?.GetType().GetProperty("Request")?.GetValue(value.Value) is HttpRequestMessage request)
        {
            order.Reach("http", moment, $"{request.Method} {request.RequestUri}");
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
