# The platform to publish for; linux-arm64 works the same way.
ARG RUNTIME=linux-x64
# To build from known images, name them by digest (docs/operations.md).
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0
ARG RUNTIME_IMAGE=mcr.microsoft.com/dotnet/runtime-deps:10.0

FROM ${SDK_IMAGE} AS build
ARG RUNTIME
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props Server.props .editorconfig ./
COPY schema schema
COPY src src
RUN dotnet publish src/PortfolioGraph.Gateway -c Release -r ${RUNTIME} -o /app

# The program brings the runtime with it.
FROM ${RUNTIME_IMAGE}
WORKDIR /app
COPY --from=build /app .
ENV ASPNETCORE_HTTP_PORTS=8080 DOTNET_EnableDiagnostics=0
EXPOSE 8080
USER $APP_UID
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s CMD ["./PortfolioGraph.Gateway", "--healthcheck"]
ENTRYPOINT ["./PortfolioGraph.Gateway"]
