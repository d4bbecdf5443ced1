namespace PortfolioGraph.Providers.Tests.Mesh;

/// <summary>Answers in the shapes of Mesh's documentation, number for number.</summary>
internal static class MeshExamples
{
    public const string Exchange = """
        {"content":{"portfolioCostBasis":1819.9,"actualPortfolioPerformance":6.1,"equitiesValue":1934.78,"cryptocurrenciesValue":1185.12,"nftsValue":0,
          "equityPositions":[
            {"portfolioPercentage":0.44,"totalReturn":-1.3,"returnPercentage":-8.67,"companyName":"Tesla","totalDailyReturn":0.45,"dailyReturnPercentage":3.45,
             "marketValue":13.69,"lastPrice":214.44,"symbol":"TSLA","amount":0.063,"costBasis":234.8},
            {"portfolioPercentage":38.98,"totalReturn":144.97,"returnPercentage":13.71,"companyName":"Apple","totalDailyReturn":31.65,"dailyReturnPercentage":2.7,
             "marketValue":1201.67,"lastPrice":147.27,"symbol":"AAPL","amount":8.15,"costBasis":129.5}],
          "cryptocurrencyPositions":[
            {"portfolioPercentage":11.4018,"totalReturn":-592.6533,"returnPercentage":-62.7737,"companyName":"Ethereum","totalDailyReturn":-3.6081,
             "dailyReturnPercentage":-1.0162,"marketValue":351.457,"lastPrice":1350.07,"symbol":"ETH","amount":0.260325,"costBasis":3626.66},
            {"portfolioPercentage":7.8,"totalReturn":-85.45,"returnPercentage":-26.2,"companyName":"Dogecoin","totalDailyReturn":-2.45,
             "dailyReturnPercentage":-1.0103,"marketValue":240.5754,"lastPrice":0.05977,"symbol":"DOGE","amount":4025.02,"costBasis":0.081}],
          "nftPositions":[]},
         "status":"ok","message":"","errorHash":"29c0cd7f","teamCode":"P4","errorType":""}
        """;

    public const string SelfCustody = """
        {"content":{"portfolioCostBasis":3626.74,"actualPortfolioPerformance":5.4,"equitiesValue":0,"cryptocurrenciesValue":592.03,"nftsValue":0,
          "equityPositions":[],
          "cryptocurrencyPositions":[
            {"portfolioPercentage":11.4018,"totalReturn":-592.6533,"returnPercentage":-62.7737,"companyName":"Ethereum","totalDailyReturn":-3.6081,
             "dailyReturnPercentage":-1.0162,"marketValue":351.457,"lastPrice":1350.07,"symbol":"ETH","amount":0.260325,"costBasis":3626.66,
             "distribution":[
               {"caipNetworkId":"eip155:1","address":"0x1111111111111111111111111111111111111111","amount":0.16},
               {"caipNetworkId":"eip155:42161","address":"0x1111111111111111111111111111111111111111","amount":0.100325}]},
            {"portfolioPercentage":7.8,"totalReturn":-85.45,"returnPercentage":-26.2,"companyName":"Dogecoin","totalDailyReturn":-2.45,
             "dailyReturnPercentage":-1.0103,"marketValue":240.5754,"lastPrice":0.05977,"symbol":"DOGE","amount":4025.02,"costBasis":0.081,
             "distribution":[
               {"caipNetworkId":"eip155:1","address":"0x1111111111111111111111111111111111111111","amount":2025.02},
               {"caipNetworkId":"eip155:42161","address":"0x1111111111111111111111111111111111111111","amount":2000}]}],
          "nftPositions":[]},
         "status":"ok","message":"","errorHash":"29c0cd7f","teamCode":"P4","errorType":""}
        """;

    public const string Cash = """
        {"content":{"fiatBalances":[{"symbol":"USD","cash":3.099,"buyingPower":3.099},{"symbol":"EUR","cash":-102.88,"buyingPower":1293.596}]},
         "status":"ok","message":"","errorType":""}
        """;

    public const string BadRequestThatSaysOk = """{"status":"ok","message":"","errorHash":"014bffeb","teamCode":"Q9","errorType":""}""";

    public const string Nfts = """
        {"content":{"equitiesValue":0,"cryptocurrenciesValue":0,"nftsValue":1234567890.123456789012345,
          "equityPositions":null,"cryptocurrencyPositions":null,
          "nftPositions":[{
            "amount":2,"costBasis":12.5,"contractAddress":"0xBC4CA0EdA7647A8aB7C2061c2E118A18a936f13D","paymentTokenSymbol":"WETH","name":"Ape 7","description":"An ape",
            "imageUrl":"https://img.example/7.png","imageOriginalUrl":"ipfs://ape/7","animationUrl":"javascript:alert(1)","backgroundColor":"ffffff",
            "marketplaceId":"m-7","tokenId":"7","numberOfSales":5000000000,"contractType":"non-fungible","contractName":"Apes","contractSchemaName":"ERC721",
            "contractSymbol":"APE","contractDescription":"Many apes","marketplacePermalink":"https://market.example/7","contractExternalLink":"http://apes.example",
            "creatorAddress":"0xcreator","twitterUsername":"apes","blockchain":"klaytn","addressExplorerLink":"https://explorer.example/7",
            "marketValue":1234567890.123456789012345,"portfolioPercentage":99.5,
            "currentOffer":{"orderSide":"buy","symbol":"WETH","price":1.5,"priceUsd":4500.75,"amount":1,"createdTimestamp":1700000000,"updatedTimestamp":1700000000123,"symbolLogo":"https://img.example/weth.png"},
            "lastSale":{"orderSide":"sell","symbol":"ETH","price":1.25,"priceUsd":null,"amount":2,"createdTimestamp":null,"updatedTimestamp":999999999999,"symbolLogo":"file:///etc/passwd"}}]},
         "status":"ok"}
        """;
}
